/// Profiles and extension descriptors as the API holds them.
@NullMarked
package social.coulomb.sandboxer.controllers.catalog;

import org.jspecify.annotations.NullMarked;
