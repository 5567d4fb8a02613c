/// The port that every backend implements, with the data that crosses it. Knows no Kubernetes type.
@NullMarked
package social.coulomb.sandboxer.sdk;

import org.jspecify.annotations.NullMarked;
