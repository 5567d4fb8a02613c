@NullMarked
package social.coulomb.sandboxer.controllers;

import org.jspecify.annotations.NullMarked;
