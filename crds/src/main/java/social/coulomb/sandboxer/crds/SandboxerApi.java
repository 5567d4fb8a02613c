package social.coulomb.sandboxer.crds;

/// The names that everything of sandboxer carries in a Kubernetes API.
public final class SandboxerApi {

    public static final String GROUP = "sandboxer.coulomb.social";
    public static final String VERSION = "v1alpha1";
    public static final String API_VERSION = GROUP + "/" + VERSION;

    /// The field manager of the controllers.
    public static final String FIELD_MANAGER = "sandboxer";

    /// Holds an object until what it stands for is proven to be gone.
    public static final String TEARDOWN_FINALIZER = GROUP + "/teardown";

    /// Marks a ConfigMap whose data are profiles and extension descriptors.
    public static final String CATALOG_LABEL = GROUP + "/catalog";

    public static final String INSTALLATION_LABEL = GROUP + "/installation";
    public static final String SANDBOX_UID_LABEL = GROUP + "/sandbox-uid";
    public static final String SANDBOX_ID_LABEL = GROUP + "/sandbox-id";
    public static final String INCARNATION_LABEL = GROUP + "/incarnation";
    public static final String PROFILE_LABEL = GROUP + "/profile";

    private SandboxerApi() {}
}
