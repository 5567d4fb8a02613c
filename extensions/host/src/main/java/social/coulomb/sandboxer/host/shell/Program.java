package social.coulomb.sandboxer.host.shell;

import java.util.List;

/// What is to run on a host.
public sealed interface Program {

    /// One program with its arguments; no shell ever interprets them. The arguments are visible in the host's
    /// process list.
    record Arguments(List<String> arguments) implements Program {
        public Arguments {
            arguments = List.copyOf(arguments);
            if (arguments.isEmpty()) {
                throw new IllegalArgumentException("a command needs at least the name of a program");
            }
        }
    }

    /// A POSIX shell script; `arguments` are its `$1`, `$2`, … and are never interpreted. Neither text nor
    /// arguments appear in the process list.
    record Script(String text, List<String> arguments) implements Program {
        public Script {
            arguments = List.copyOf(arguments);
        }
    }
}
