@NullMarked
package social.coulomb.sandboxer.controllers.activity;

import org.jspecify.annotations.NullMarked;
