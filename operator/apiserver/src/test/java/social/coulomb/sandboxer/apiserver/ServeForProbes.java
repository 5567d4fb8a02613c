package social.coulomb.sandboxer.apiserver;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Serves the API until the process ends, so that recorded probes of a real kube-apiserver can be asked again.
///
/// Arguments: the state directory, the port, a YAML file of CustomResourceDefinitions, and optionally `upkeep`.
/// Prints the address and the token.
final class ServeForProbes {

    private ServeForProbes() {}

    public static void main(String... arguments) throws Exception {
        ApiServerOptions options = ApiServerOptions.in(Path.of(arguments[0]))
                .withPort(Integer.parseInt(arguments[1]))
                .withDefinitions(definitions(Path.of(arguments[2])));
        boolean upkeep = arguments.length > 3 && arguments[3].equals("upkeep");
        try (var server = EmbeddedApiServer.start(upkeep ? options : options.withoutUpkeep())) {
            var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            out.println(server.address() + " " + server.token());
            new CountDownLatch(1).await();
        }
    }

    static List<ObjectNode> definitions(Path file) throws IOException {
        try (MappingIterator<ObjectNode> documents =
                new YAMLMapper().readerFor(ObjectNode.class).readValues(file.toFile())) {
            return documents.readAll();
        }
    }
}
