package social.coulomb.sandboxer.composessh.workspace;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import social.coulomb.sandboxer.sdk.SourceCredential;

/// Shows each login to the server that it is for and to no other, wherever that server sends us on to. What is
/// cloned keeps none: they are in no URL, no configuration and no command line.
final class GitLogins extends CredentialsProvider {

    private final List<SourceCredential> logins;

    GitLogins(List<SourceCredential> logins) {
        this.logins = List.copyOf(logins);
    }

    /// The command asks here for logins.
    <C extends TransportCommand<C, ?>> void serve(C command) {
        command.setCredentialsProvider(this);
        command.setTransportConfigCallback(transport -> {
            if (transport instanceof TransportHttp http) {
                http.setHttpConnectionFactory(new Guarded());
            }
        });
    }

    private Optional<SourceCredential> loginFor(String url) {
        return logins.stream().filter(login -> login.isFor(url)).findFirst();
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        for (CredentialItem item : items) {
            if (!(item instanceof CredentialItem.Username) && !(item instanceof CredentialItem.Password)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        Optional<SourceCredential> login = loginFor(uri.toString());
        if (login.isEmpty() || !supports(items)) {
            return false;
        }
        for (CredentialItem item : items) {
            if (item instanceof CredentialItem.Username username) {
                username.setValue(login.get().username());
            } else if (item instanceof CredentialItem.Password password) {
                password.setValue(login.get().password().toCharArray());
            }
        }
        return true;
    }

    /// Makes connections that carry a login only to where it belongs: the client would take it along when it is
    /// sent to another server.
    private final class Guarded implements HttpConnectionFactory {

        @Override
        public HttpConnection create(URL url) throws IOException {
            return create(url, Proxy.NO_PROXY);
        }

        @Override
        public HttpConnection create(URL url, Proxy proxy) throws IOException {
            return new JDKHttpConnection(url, proxy) {
                @Override
                public void setRequestProperty(String key, String value) {
                    if (!key.equalsIgnoreCase("Authorization")
                            || loginFor(url.toString()).isPresent()) {
                        super.setRequestProperty(key, value);
                    }
                }
            };
        }
    }
}
