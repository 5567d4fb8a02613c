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

    /// Marks a ConfigMap that keeps a profile as it was when a sandbox was made from it.
    public static final String RECIPE_LABEL = GROUP + "/recipe";

    public static final String INSTALLATION_LABEL = GROUP + "/installation";
    public static final String SANDBOX_UID_LABEL = GROUP + "/sandbox-uid";
    public static final String SANDBOX_ID_LABEL = GROUP + "/sandbox-id";
    public static final String INCARNATION_LABEL = GROUP + "/incarnation";
    public static final String PROFILE_LABEL = GROUP + "/profile";

    /// Marks a Lease by which a consumer says that it uses the sandbox whose id is the label's value.
    public static final String ACTIVITY_LABEL = GROUP + "/activity";

    /// On a Namespace: how many sandboxes it may have at once.
    public static final String MAX_SANDBOXES_ANNOTATION = GROUP + "/max-sandboxes";

    public static final String ACTOR_LABEL = GROUP + "/actor";
    public static final String PROJECT_LABEL = GROUP + "/project";
    public static final String RUN_ID_ANNOTATION = GROUP + "/run-id";

    private SandboxerApi() {}
}
