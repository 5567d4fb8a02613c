/// Label and field selectors: parsing as Kubernetes does it, and matching. Pure.
@NullMarked
package social.coulomb.sandboxer.apiserver.selector;

import org.jspecify.annotations.NullMarked;
