package social.coulomb.sandboxer.apiserver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The stock `kubectl`, run against one server with a home directory of its own.
final class Kubectl {

    private static final long PATIENCE_SECONDS = 60;

    /// What a run came to.
    record Result(int code, String output, String errors) {}

    private final Path program;
    private final Path kubeconfig;
    private final Path home;

    Kubectl(Path program, Path kubeconfig, Path home) {
        this.program = program;
        this.kubeconfig = kubeconfig;
        this.home = home;
    }

    /// Where kubectl is installed; empty when it is not.
    static Optional<Path> installed() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Arrays.stream(path.split(":")), Stream.of("/usr/bin", "/usr/local/bin"))
                .map(directory -> Path.of(directory, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return run("", Map.of(), arguments);
    }

    Result run(String input, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(home, "out", ".txt");
        Path errors = Files.createTempFile(home, "err", ".txt");
        Process process = start(output, errors, environment, arguments);
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("kubectl " + List.of(arguments) + " does not end: " + Files.readString(errors));
        }
        return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
    }

    /// Starts a run that goes on; the caller ends it.
    Process start(Path output, Path errors, Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("KUBECONFIG", kubeconfig.toString());
        variables.put("HOME", home.toString());
        builder.environment().putAll(variables);
        return builder.start();
    }
}
