/// The schemas of everything that is served, as OpenAPI v3: for `kubectl explain`, `apply` and `edit`.
@NullMarked
package social.coulomb.sandboxer.apiserver.openapi;

import org.jspecify.annotations.NullMarked;
