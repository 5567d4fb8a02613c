package social.coulomb.sandboxer.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// One command line, run in this JVM, and what came of it.
public record ProgramRun(int code, String output, String errors) {

    public static ProgramRun of(String... arguments) {
        PrintStream formerOutput = System.out;
        PrintStream formerErrors = System.err;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            int code = Sandboxer.execute(arguments);
            return new ProgramRun(
                    code, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(formerOutput);
            System.setErr(formerErrors);
        }
    }
}
