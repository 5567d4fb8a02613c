/// How commands reach the API, declare objects there, and tell what it answers.
@NullMarked
package social.coulomb.sandboxer.app.command.api;

import org.jspecify.annotations.NullMarked;
