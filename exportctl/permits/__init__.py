"""What a company decided and holds: what its items are, and which licences and waivers answer what the law asks."""
