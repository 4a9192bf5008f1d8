"""A company's decisions, licences and waivers are tested through the commands that read its file."""
