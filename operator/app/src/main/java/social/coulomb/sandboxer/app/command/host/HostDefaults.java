package social.coulomb.sandboxer.app.command.host;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What the original system's environment says of hosts, where the command line does not. Pure.
record HostDefaults(
        @Nullable String user,
        @Nullable String keyFile,
        @Nullable String composeCommand) {

    /// @param environment gives a variable's value, or null
    static HostDefaults from(UnaryOperator<@Nullable String> environment) {
        return new HostDefaults(
                read(environment, "SANDBOXER_SSH_USER"),
                read(environment, "SANDBOXER_SSH_KEY"),
                read(environment, "SANDBOXER_COMPOSE_CMD"));
    }

    private static @Nullable String read(UnaryOperator<@Nullable String> environment, String name) {
        String value = environment.apply(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
