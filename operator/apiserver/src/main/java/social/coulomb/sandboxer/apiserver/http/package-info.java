/// The API over HTTP: requests are understood, handed to the verbs, and answered in the form that the client asked for.
@NullMarked
package social.coulomb.sandboxer.apiserver.http;

import org.jspecify.annotations.NullMarked;
