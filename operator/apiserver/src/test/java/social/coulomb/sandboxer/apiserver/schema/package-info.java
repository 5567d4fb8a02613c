@NullMarked
package social.coulomb.sandboxer.apiserver.schema;

import org.jspecify.annotations.NullMarked;
