package social.coulomb.sandboxer.composessh;

import social.coulomb.sandboxer.host.UnknownHost;
import social.coulomb.sandboxer.host.basedir.DirectoryRefused;
import social.coulomb.sandboxer.host.basedir.UnsafeDirectory;
import social.coulomb.sandboxer.host.shell.HostFailure;
import social.coulomb.sandboxer.host.sync.SyncRefused;
import social.coulomb.sandboxer.sdk.ExtensionFailure;

/// Says in the words of the extension port what went wrong with a host.
///
/// Nothing that a host does is the request's fault, so it is worth another try once somebody has mended the
/// host.
final class HostFailures {

    private HostFailures() {}

    /// The failure to throw instead; what is no failure of a host is thrown as it is.
    static ExtensionFailure translate(String host, RuntimeException failure) {
        return switch (failure) {
            case HostFailure reached -> translate(host, reached);
            case UnknownHost unknown -> trouble(host, "HostUnknown", unknown);
            case UnsafeDirectory unsafe ->
                new ExtensionFailure.NotOurs("DirectoryNotOurs", "Host " + host + ": " + unsafe.getMessage());
            case DirectoryRefused refused ->
                trouble(host, refused.isForWantOfSpace() ? "DiskFull" : "DirectoryRefused", refused);
            case SyncRefused refused -> trouble(host, "WorkspaceRefused", refused);
            default -> throw failure;
        };
    }

    private static ExtensionFailure translate(String host, HostFailure failure) {
        return switch (failure) {
            case HostFailure.Unreachable lost -> trouble(host, "HostUnreachable", lost);
            case HostFailure.HostKeyRejected key -> trouble(host, "HostKeyRejected", key);
            case HostFailure.AuthenticationRejected login -> trouble(host, "HostAuthenticationRejected", login);
            case HostFailure.ShellUnusable shell -> trouble(host, "HostShellUnusable", shell);
            case HostFailure.CommandTimedOut slow -> trouble(host, "HostTooSlow", slow);
            case HostFailure.CommandCancelled _ -> new ExtensionFailure.Cancelled("The operation was cancelled.");
        };
    }

    private static ExtensionFailure trouble(String host, String reason, RuntimeException cause) {
        return new ExtensionFailure.Transient(reason, "Host " + host + ": " + cause.getMessage(), cause);
    }
}
