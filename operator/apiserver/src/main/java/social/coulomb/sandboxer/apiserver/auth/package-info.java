/// Who may speak to the API and how both sides know each other: certificates, the token, the kubeconfig.
@NullMarked
package social.coulomb.sandboxer.apiserver.auth;

import org.jspecify.annotations.NullMarked;
