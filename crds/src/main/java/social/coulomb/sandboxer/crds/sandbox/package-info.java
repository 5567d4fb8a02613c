/// The kind Sandbox: a declared sandbox and what became of it.
@NullMarked
package social.coulomb.sandboxer.crds.sandbox;

import org.jspecify.annotations.NullMarked;
