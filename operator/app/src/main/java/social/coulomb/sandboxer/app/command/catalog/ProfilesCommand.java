package social.coulomb.sandboxer.app.command.catalog;

import picocli.CommandLine.Command;

/// `sandboxer profiles`: the recipes that there are.
@Command(
        name = "profiles",
        description = "Shows the recipes that there are.",
        mixinStandardHelpOptions = true,
        subcommands = {ListProfilesCommand.class, ShowProfileCommand.class})
public final class ProfilesCommand {}
