/// The controllers as one thing that is started, asked for its health and closed.
@NullMarked
package social.coulomb.sandboxer.controllers;

import org.jspecify.annotations.NullMarked;
