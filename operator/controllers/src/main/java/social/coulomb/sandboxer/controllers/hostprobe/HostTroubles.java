package social.coulomb.sandboxer.controllers.hostprobe;

import social.coulomb.sandboxer.controllers.hostprobe.Finding.Trouble;
import social.coulomb.sandboxer.host.shell.HostFailure;

/// Why a host did not answer, as a reason for programs and a sentence for people. Pure.
final class HostTroubles {

    private HostTroubles() {}

    static Trouble of(HostFailure failure) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case HostFailure.Unreachable unreachable -> new Trouble("HostUnreachable", message, false);
            case HostFailure.HostKeyRejected rejected ->
                new Trouble(
                        switch (rejected.reason()) {
                            case CHANGED -> "HostKeyChanged";
                            case REVOKED -> "HostKeyRevoked";
                            case UNKNOWN -> "HostKeyUnknown";
                        },
                        message,
                        true);
            case HostFailure.AuthenticationRejected rejected -> new Trouble("AuthenticationRejected", message, true);
            case HostFailure.ShellUnusable unusable -> new Trouble("ShellUnusable", message, true);
            case HostFailure.CommandTimedOut timedOut -> new Trouble("HostTooSlow", message, false);
            case HostFailure.CommandCancelled cancelled -> new Trouble("Cancelled", message, false);
        };
    }
}
