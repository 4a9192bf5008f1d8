"""The configuration file of a folder: settings, columns, items, licences and waivers of a company."""
