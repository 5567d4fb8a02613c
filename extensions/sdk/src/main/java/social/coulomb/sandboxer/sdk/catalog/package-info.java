/// Profiles and extension descriptors: records, and the reader that names file, line and field.
@NullMarked
package social.coulomb.sandboxer.sdk.catalog;

import org.jspecify.annotations.NullMarked;
