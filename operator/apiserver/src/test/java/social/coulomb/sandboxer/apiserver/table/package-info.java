@NullMarked
package social.coulomb.sandboxer.apiserver.table;

import org.jspecify.annotations.NullMarked;
