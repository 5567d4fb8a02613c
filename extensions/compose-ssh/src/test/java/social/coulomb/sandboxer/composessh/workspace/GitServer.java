package social.coulomb.sandboxer.composessh.workspace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Git's own server behind basic authentication, on this machine's loopback; or a place that sends callers on to
/// another.
final class GitServer implements AutoCloseable {

    private final HttpServer server;
    private final List<String> shown = new CopyOnWriteArrayList<>();

    private GitServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    }

    /// @param login `user:password`; null lets everybody in
    static GitServer serving(Path repositories, @Nullable String login) throws IOException {
        GitServer git = new GitServer();
        git.server.createContext("/", exchange -> git.serve(exchange, repositories, login));
        git.server.start();
        return git;
    }

    /// Asks for a login itself, then sends on.
    static GitServer sendingTo(String url, String login) throws IOException {
        GitServer git = new GitServer();
        git.server.createContext("/", exchange -> {
            if (git.mayPass(exchange, login)) {
                exchange.getResponseHeaders().set("Location", url + exchange.getRequestURI());
                exchange.sendResponseHeaders(302, -1);
                exchange.close();
            }
        });
        git.server.start();
        return git;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Every login that a caller has shown.
    List<String> shown() {
        return shown;
    }

    private boolean mayPass(HttpExchange exchange, @Nullable String login) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null) {
            shown.add(new String(
                    Base64.getDecoder().decode(authorization.substring("Basic ".length())), StandardCharsets.UTF_8));
        }
        if (login == null || (authorization != null && shown.getLast().equals(login))) {
            return true;
        }
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
        exchange.close();
        return false;
    }

    private void serve(HttpExchange exchange, Path repositories, @Nullable String login) throws IOException {
        if (!mayPass(exchange, login)) {
            return;
        }
        ProcessBuilder backend = new ProcessBuilder("git", "http-backend");
        backend.environment()
                .putAll(Map.of(
                        "GIT_PROJECT_ROOT", repositories.toString(),
                        "GIT_HTTP_EXPORT_ALL", "1",
                        "REQUEST_METHOD", exchange.getRequestMethod(),
                        "PATH_INFO", exchange.getRequestURI().getPath(),
                        "QUERY_STRING", String.valueOf(exchange.getRequestURI().getRawQuery()),
                        "CONTENT_TYPE", header(exchange, "Content-Type"),
                        "HTTP_CONTENT_ENCODING", header(exchange, "Content-Encoding"),
                        "GIT_PROTOCOL", header(exchange, "Git-Protocol")));
        Process process = backend.start();
        try (OutputStream input = process.getOutputStream()) {
            exchange.getRequestBody().transferTo(input);
        }
        answer(exchange, process.getInputStream());
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /// Takes apart what a CGI program writes.
    private static void answer(HttpExchange exchange, InputStream output) throws IOException {
        int status = 200;
        for (String line = line(output); !line.isEmpty(); line = line(output)) {
            String[] header = line.split(": ", 2);
            if (header[0].equals("Status")) {
                status = Integer.parseInt(header[1].substring(0, 3));
            } else {
                exchange.getResponseHeaders().set(header[0], header[1]);
            }
        }
        byte[] body = output.readAllBytes();
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String line(InputStream input) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = input.read(); read >= 0 && read != '\n'; read = input.read()) {
            line.write(read);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
