package social.coulomb.sandboxer.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import social.coulomb.sandboxer.apiserver.auth.BearerToken;
import social.coulomb.sandboxer.apiserver.auth.CertificateAuthority;
import social.coulomb.sandboxer.apiserver.auth.Kubeconfig;
import social.coulomb.sandboxer.apiserver.auth.ServerIdentity;
import social.coulomb.sandboxer.apiserver.http.ApiRouter;
import social.coulomb.sandboxer.apiserver.lifecycle.ApiCore;
import social.coulomb.sandboxer.apiserver.server.ApiListener;
import social.coulomb.sandboxer.apiserver.server.ListenerLimits;
import social.coulomb.sandboxer.apiserver.store.RevisionStore;
import social.coulomb.sandboxer.apiserver.store.StoreDamaged;
import social.coulomb.sandboxer.apiserver.store.StoreLocked;
import social.coulomb.sandboxer.apiserver.store.StoreOptions;
import social.coulomb.sandboxer.apiserver.store.StoreTooNew;

/// A Kubernetes API in this process: for controllers, `kubectl` and GitOps tools where there is no cluster.
///
/// What is written is kept in the state directory; the next server over the same directory goes on with the same
/// objects, versions, token and authority.
public final class EmbeddedApiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedApiServer.class);
    private static final long RENEWAL_CHECK_HOURS = 6;

    private final RevisionStore store;
    private final ApiListener listener;
    private final BearerToken token;
    private final CertificateAuthority authority;
    private final Path kubeconfig;
    private final URI address;
    private final Deque<AutoCloseable> parts;

    private EmbeddedApiServer(Running running, Access access) {
        this.store = running.store;
        this.listener = running.listener;
        this.parts = running.parts;
        this.token = access.token;
        this.authority = access.authority;
        this.kubeconfig = access.kubeconfig;
        this.address = access.address;
    }

    /// What runs, the newest first among the parts.
    private record Running(RevisionStore store, ApiListener listener, Deque<AutoCloseable> parts) {}

    /// How to get in.
    private record Access(BearerToken token, CertificateAuthority authority, Path kubeconfig, URI address) {}

    /// Opens the state directory and begins to serve it. When this returns, the API answers and the kubeconfig is
    /// written.
    ///
    /// @throws StoreDamaged when nothing can be read of what is kept
    /// @throws StoreTooNew when a newer release wrote it
    /// @throws StoreLocked when another server serves it
    /// @throws UncheckedIOException when the directory cannot be used
    /// @throws AddressUnusable when the address cannot be bound
    public static EmbeddedApiServer start(ApiServerOptions options) throws StoreDamaged, StoreTooNew, StoreLocked {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        boolean started = false;
        try {
            EmbeddedApiServer server = start(options, parts);
            started = true;
            return server;
        } catch (IOException unusable) {
            throw new UncheckedIOException("The state directory " + options.stateDirectory(), unusable);
        } finally {
            if (!started) {
                close(parts);
            }
        }
    }

    private static EmbeddedApiServer start(ApiServerOptions options, Deque<AutoCloseable> parts)
            throws IOException, StoreDamaged, StoreTooNew, StoreLocked {
        Path directory = options.stateDirectory();
        Clock clock = options.clock();
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        var random = new SecureRandom();
        BearerToken token = BearerToken.loadOrCreate(directory.resolve("token"), random);
        CertificateAuthority authority = CertificateAuthority.loadOrCreate(directory.resolve("pki"), clock, random);
        // Signing takes as long as reading what is kept, so both are done at once.
        CompletableFuture<ServerIdentity> signing =
                CompletableFuture.supplyAsync(() -> new ServerIdentity(authority, options.certificateHosts(), clock));
        RevisionStore store = RevisionStore.open(StoreOptions.of(directory.resolve("store"), clock));
        parts.push(store);
        ApiCore core = ApiCore.open(store, options.definitions(), clock);
        parts.push(core);
        if (options.upkeep()) {
            core.startControllers();
        }
        ServerIdentity identity = signing.join();
        parts.push(renewal(identity));
        var router = new ApiRouter(token, core.types(), core.operations(), () -> !store.readOnly(), clock);
        ApiListener listener =
                ApiListener.start(router, identity.sslContext(), options.address(), ListenerLimits.usual());
        parts.push(listener);
        URI address = address(options.address().getAddress(), listener.port());
        Path kubeconfig = directory.resolve("kubeconfig");
        new Kubeconfig(address, authority.certificatePem(), token.secret()).write(kubeconfig);
        return new EmbeddedApiServer(
                new Running(store, listener, parts), new Access(token, authority, kubeconfig, address));
    }

    /// Where the API is.
    public URI address() {
        return address;
    }

    /// The file that lets kubectl and client libraries in; only its owner can read it.
    public Path kubeconfig() {
        return kubeconfig;
    }

    /// The secret that lets in; to be kept.
    public String token() {
        return token.secret();
    }

    /// The certificate of the authority that vouches for the server, as PEM text.
    public String caCertificatePem() {
        return authority.certificatePem();
    }

    /// Whether requests are served and can be written.
    public boolean healthy() {
        return listener.isRunning() && !store.readOnly();
    }

    /// Why writes are refused; empty while all is well.
    public Optional<String> damage() {
        return store.damage();
    }

    /// Ends all watches, finishes what is under way, and releases port and directory. Repeatable.
    @Override
    public void close() {
        close(parts);
    }

    private static AutoCloseable renewal(ServerIdentity identity) {
        var timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("api-certificate").factory());
        timer.scheduleWithFixedDelay(() -> renew(identity), RENEWAL_CHECK_HOURS, RENEWAL_CHECK_HOURS, TimeUnit.HOURS);
        return timer::shutdownNow;
    }

    private static void renew(ServerIdentity identity) {
        try {
            if (identity.renewWhenDue()) {
                LOG.info("The API's certificate has been renewed");
            }
        } catch (RuntimeException failed) {
            // An exception would end the timer; the next check comes well before the certificate ends.
            LOG.error("The API's certificate cannot be renewed", failed);
        }
    }

    private static URI address(InetAddress bound, int port) {
        String host = bound.isAnyLocalAddress() ? "127.0.0.1" : bound.getHostAddress();
        return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    private static void close(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception failed) {
                LOG.warn("A part of the API did not end properly", failed);
            }
        }
    }
}
