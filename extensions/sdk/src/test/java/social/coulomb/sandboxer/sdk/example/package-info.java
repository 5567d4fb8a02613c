/// The backend that `docs/extension-sdk.md` shows, and the proof that it keeps the contract.
@NullMarked
package social.coulomb.sandboxer.sdk.example;

import org.jspecify.annotations.NullMarked;
