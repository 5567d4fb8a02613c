package social.coulomb.sandboxer.crds.hostprobe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import social.coulomb.sandboxer.crds.WithoutNulls;

/// A host on which sandboxes may be placed, and how to reach it.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.sshKeySecretRef) || !has(self.sshKeyFile)",
        message = "sshKeySecretRef and sshKeyFile exclude each other")
@ValidationRule(
        value = "has(self.address) || (has(self.transport) && self.transport == 'local')",
        message = "address is needed for every transport but local")
@ValidationRule(
        value =
                "!has(self.transport) || self.transport != 'local' || (!has(self.sshKeySecretRef) && !has(self.sshKeyFile) && !has(self.hostKey) && !has(self.port) && !has(self.user))",
        message = "transport local takes no port, user, key or hostKey: nothing is logged in to")
@ValidationRule(
        value = "!has(self.reap) || !has(self.reap.approve) || (has(self.reap.mode) && self.reap.mode == 'DryRun')",
        message = "reap.approve has a meaning only with mode DryRun")
@ValidationRule(
        value = "!has(self.baseDir) || !self.baseDir.matches('(^|/)[.][.]?(/|$)|//')",
        message = "baseDir names each directory once: leave out '.', '..' and '//'")
@ValidationRule(
        value = "!has(self.address) || !self.address.matches('^[0-9.]+$|:') || isIP(self.address)",
        message =
                "this is no IP address: write IPv4 as four numbers from 0 to 255, IPv6 without brackets and zone, or a DNS name",
        fieldPath = ".address")
@ValidationRule(
        value =
                "!has(self.allowedNamespaces) || self.allowedNamespaces.all(n, self.allowedNamespaces.exists_one(x, x == n))",
        message = "a namespace stands there twice: leave one",
        fieldPath = ".allowedNamespaces")
public record HostProbeSpec(
        @Size(min = 1, max = 253)
        @Pattern(
                "^([A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?([.][A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?)*|[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)$")
        @JsonPropertyDescription("The host's DNS name or IP address.")
        @Nullable
        String address,

        @Min(1) @Max(65535) @JsonPropertyDescription("The port of its SSH server; 22 without it.") @Nullable
        Integer port,

        @Size(min = 1, max = 64)
        @Pattern("^[A-Za-z_][A-Za-z0-9_.-]*$")
        @JsonPropertyDescription("The user to log in as.")
        @Nullable
        String user,

        @JsonPropertyDescription(
                "How the host is spoken to. local is the machine of the controllers and exists in sandboxer up only.")
        @Nullable
        Transport transport,

        @JsonPropertyDescription("The private key, in a Secret of the operator's namespace.") @Nullable
        SecretKeyReference sshKeySecretRef,

        @Size(max = 1024)
        @Pattern("^[/~][^\\x00-\\x1f]*$")
        @JsonPropertyDescription("The private key's file on the controllers' machine; in sandboxer up only.")
        @Nullable
        String sshKeyFile,

        @Size(max = 2048)
        @Pattern("^(ssh|ecdsa|sk-ssh|sk-ecdsa)[a-zA-Z0-9@.-]* [A-Za-z0-9+/=]+( [^\\x00-\\x1f]*)?\\n?$")
        @JsonPropertyDescription(
                "The host's public key as it stands in known_hosts, without the host name. Without it known_hosts decides; no key is trusted unseen.")
        @Nullable
        String hostKey,

        @JsonPropertyDescription("What runs containers there.") @Nullable
        Engine engine,

        @Size(max = 256)
        @Pattern("^[A-Za-z0-9_./-]+( [A-Za-z0-9_./-]+)*$")
        @JsonPropertyDescription("The compose command there, such as podman-compose; found by itself without it.")
        @Nullable
        String composeCommand,

        @Size(min = 2, max = 512)
        @Pattern("^/[A-Za-z0-9._/-]*[A-Za-z0-9._-]$")
        @JsonPropertyDescription("The directory that holds the sandboxes' workspaces; /tmp/sandboxer without it.")
        @Nullable
        String baseDir,

        @Pattern("^([1-9][0-9]{0,6}[smh]|[1-9][0-9]{0,3}d)$")
        @Size(max = 8)
        @JsonPropertyDescription("How often the host is looked at, also while it is away; 30s without it.")
        @Nullable
        String interval,

        @JsonPropertyDescription("False keeps new sandboxes away; those that are there stay.") @Nullable
        Boolean schedulable,

        @Size(max = 63) @JsonPropertyDescription("Where the host is, for people.") @Nullable
        String region,

        @Pattern("^[0-9]{1,9}([.][0-9]{1,6})?$")
        @Size(max = 16)
        @JsonPropertyDescription(
                "What a sandbox costs here, in US dollars an hour, for routing by cost: a decimal number as text; 0 without it.")
        @Nullable
        String costPerHourUsd,

        @Size(max = 64)
        @JsonPropertyDescription(
                "The namespaces whose sandboxes may be placed here; all without it or when it is empty.")
        List<@Size(max = 63) @Pattern("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$") String> allowedNamespaces,

        @JsonPropertyDescription("How much may be placed here.") @Nullable
        CapacitySpec capacity,

        @JsonPropertyDescription("What counts as left behind here.") @Nullable
        StaleSpec stale,

        @JsonPropertyDescription("What may be removed of what was left behind.") @Nullable
        ReapSpec reap,

        @JsonPropertyDescription(
                "Abandon gives the host up: its sandboxes end with endReason HostLost and the object can go.")
        @Nullable
        DecommissionPolicy decommission) {

    public HostProbeSpec {
        allowedNamespaces = WithoutNulls.list(allowedNamespaces);
    }
}
