/// What the API tells about itself: groups, versions and resources, in the old and in the aggregated form.
@NullMarked
package social.coulomb.sandboxer.apiserver.discovery;

import org.jspecify.annotations.NullMarked;
