/// A host as the rest of sandboxer sees it: its settings, its shell, its container engine.
@NullMarked
package social.coulomb.sandboxer.host;

import org.jspecify.annotations.NullMarked;
