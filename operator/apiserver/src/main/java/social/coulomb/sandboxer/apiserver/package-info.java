/// A Kubernetes API that runs inside a Java program.
@NullMarked
package social.coulomb.sandboxer.apiserver;

import org.jspecify.annotations.NullMarked;
