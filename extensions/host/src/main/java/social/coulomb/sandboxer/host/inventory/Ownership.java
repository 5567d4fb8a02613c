package social.coulomb.sandboxer.host.inventory;

import org.jspecify.annotations.Nullable;

/// Who says to own a thing on a host, as its marker file or its labels tell.
public record Ownership(
        String installation,
        @Nullable String sandboxUid,
        @Nullable String sandboxId,
        long incarnation) {
    /// Label: which set of controllers made it.
    public static final String INSTALLATION_LABEL = "sandboxer.coulomb.social/installation";
    /// Label: the UID of the Sandbox object.
    public static final String SANDBOX_UID_LABEL = "sandboxer.coulomb.social/sandbox-uid";
    /// Label: the sandbox's id on backends.
    public static final String SANDBOX_ID_LABEL = "sandboxer.coulomb.social/sandbox-id";
    /// Label: which establishment of the sandbox.
    public static final String INCARNATION_LABEL = "sandboxer.coulomb.social/incarnation";
    /// Label: the profile's id.
    public static final String PROFILE_LABEL = "sandboxer.coulomb.social/profile";
}
