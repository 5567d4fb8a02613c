package social.coulomb.sandboxer.host.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// What a command reads from its standard input.
@FunctionalInterface
public interface CommandInput {

    /// Writes everything the command is to read, then returns; the caller closes the stream.
    ///
    /// Runs in a thread of its own. An exception of the stream means that the command stopped reading, which is
    /// no failure; any other exception ends the command.
    void writeTo(OutputStream standardInput) throws IOException;

    /// No input: the command sees the end at once.
    static CommandInput none() {
        return standardInput -> {};
    }

    /// These bytes.
    static CommandInput bytes(byte[] content) {
        return standardInput -> standardInput.write(content);
    }

    /// This text as UTF-8.
    static CommandInput text(String content) {
        return bytes(content.getBytes(StandardCharsets.UTF_8));
    }

    /// Everything that `content` gives; the caller keeps the stream and closes it.
    static CommandInput stream(InputStream content) {
        return content::transferTo;
    }
}
