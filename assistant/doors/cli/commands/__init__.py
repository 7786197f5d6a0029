"""Each command's options, by what the commands are for; importing a module here registers its commands."""
