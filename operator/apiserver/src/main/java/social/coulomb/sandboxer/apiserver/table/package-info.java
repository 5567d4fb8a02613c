/// Objects as tables for people: the columns of `kubectl get`.
@NullMarked
package social.coulomb.sandboxer.apiserver.table;

import org.jspecify.annotations.NullMarked;
