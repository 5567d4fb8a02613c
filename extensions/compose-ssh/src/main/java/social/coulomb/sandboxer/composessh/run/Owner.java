package social.coulomb.sandboxer.composessh.run;

import social.coulomb.sandboxer.sdk.SandboxIdentity;

/// Whose a thing says to be by its labels. Empty texts mean that it says nothing.
record Owner(String installation, String uid) {

    static final Owner NOBODY = new Owner("", "");

    boolean is(SandboxIdentity identity) {
        return installation.equals(identity.installation()) && uid.equals(identity.uid());
    }
}
