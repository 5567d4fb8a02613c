package social.coulomb.sandboxer.apiserver.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/// What a client needs to know to reach the API, in the form that kubectl and every client library read.
///
/// @param server where the API is
/// @param authorityPem whom to trust
/// @param token what opens it
public record Kubeconfig(URI server, String authorityPem, String token) {

    private static final String NAME = "sandboxer";

    /// Replaces the file in one step; only its owner can read it.
    public void write(Path file) throws IOException {
        new PrivateFile(file).write(text());
    }

    String text() throws IOException {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("apiVersion", "v1").put("kind", "Config").put("current-context", NAME);
        ObjectNode cluster =
                config.putArray("clusters").addObject().put("name", NAME).putObject("cluster");
        cluster.put("server", server.toString());
        cluster.put(
                "certificate-authority-data",
                Base64.getEncoder().encodeToString(authorityPem.getBytes(StandardCharsets.UTF_8)));
        config.putArray("users").addObject().put("name", NAME).putObject("user").put("token", token);
        ObjectNode context =
                config.putArray("contexts").addObject().put("name", NAME).putObject("context");
        context.put("cluster", NAME).put("user", NAME).put("namespace", "default");
        return YAMLMapper.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .build()
                .writeValueAsString(config);
    }

    @Override
    public String toString() {
        return "Kubeconfig[" + server + "]";
    }
}
