package social.coulomb.sandboxer.composessh.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Keys that are fine with some values and an escape with others.
final class SwitchRules {

    private static final Pattern SIZE = Pattern.compile("(?i)[0-9]{1,12}(b|k|kb|m|mb|g|gb)?");

    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "privileged", Set.of("false"),
            "network_mode", Set.of("none"),
            "ipc", Set.of("private"),
            "pid", Set.of(""),
            "userns_mode", Set.of(""),
            "restart", Set.of("no", "always", "on-failure", "unless-stopped", "false"),
            "pull_policy", Set.of("missing", "if_not_present", "always", "never", "build"),
            "scale", Set.of("1"));

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("privileged", "would open the host's devices and kernel to the container"),
            Map.entry("network_mode", "would leave the sandbox's network; only 'none' is allowed"),
            Map.entry("ipc", "would share memory with the host; only 'private' is allowed"),
            Map.entry("pid", "would show the host's processes"),
            Map.entry("uts", "would share the host's name"),
            Map.entry("cgroup", "would share the host's control groups"),
            Map.entry("cgroup_parent", "would leave the sandbox's control group"),
            Map.entry("userns_mode", "would share the host's users"),
            Map.entry("devices", "would hand out a device of the host"),
            Map.entry("device_cgroup_rules", "would hand out devices of the host"),
            Map.entry("gpus", "would hand out a device of the host"),
            Map.entry("security_opt", "may only be 'no-new-privileges:true'"),
            Map.entry("sysctls", "would set kernel parameters"),
            Map.entry("volumes_from", "would mount what another container mounts"),
            Map.entry("extra_hosts", "could name the host's gateway"),
            Map.entry("links", "is outdated: services of one network reach each other by name"),
            Map.entry("external_links", "would reach containers outside the sandbox"),
            Map.entry("container_name", "would collide between sandboxes: the name is made from the sandbox's"),
            Map.entry("dns", "would ask a name server outside the sandbox"),
            Map.entry("logging", "could send output to another host"),
            Map.entry("runtime", "would choose another container runtime on the host"),
            Map.entry("isolation", "is decided by the profile"),
            Map.entry("credential_spec", "would read a file of the host"),
            Map.entry("oom_kill_disable", "would let the container starve the host"),
            Map.entry("oom_score_adj", "would let the container starve the host"));

    private static final Set<String> DEFAULT_CAPABILITIES = Set.of(
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "NET_BIND_SERVICE",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");

    private final Findings findings;

    SwitchRules(Findings findings) {
        this.findings = findings;
    }

    void contain(String path, String key, JsonNode value, ObjectNode contained) {
        switch (key) {
            case "security_opt" -> securityOptions(path, value, contained);
            case "cap_add" -> capabilities(path, value, contained);
            case "tmpfs" -> tmpfs(path, value, contained);
            case "shm_size" -> size(path + "." + key, value, () -> contained.set(key, value));
            case "restart" -> restart(path, value, contained);
            default -> {
                Set<String> allowed = ALLOWED.getOrDefault(key, Set.of());
                if (!value.isValueNode() || !allowed.contains(value.asText())) {
                    refuse(path, key);
                } else if (key.equals("network_mode") || key.equals("pull_policy")) {
                    contained.set(key, value);
                }
            }
        }
    }

    private void refuse(String path, String key) {
        String reason = REASONS.get(key);
        if (reason == null) {
            findings.addUnknown(path + "." + key);
        } else {
            findings.add(path + "." + key, "is not allowed in a sandbox: it " + reason);
        }
    }

    private void securityOptions(String path, JsonNode value, ObjectNode contained) {
        for (String option : Fields.texts(path + ".security_opt", value, findings)) {
            if (!Set.of("no-new-privileges:true", "no-new-privileges").contains(option)) {
                refuse(path, "security_opt");
            }
        }
        contained.putArray("security_opt").add("no-new-privileges");
    }

    /// What engines give by default may be asked for, so that a file can drop all and take back what it needs.
    private void capabilities(String path, JsonNode value, ObjectNode contained) {
        List<String> wanted = Fields.texts(path + ".cap_add", value, findings);
        for (String capability : wanted) {
            String name = capability.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
            if (!DEFAULT_CAPABILITIES.contains(name)) {
                findings.add(
                        path + ".cap_add",
                        "is not allowed in a sandbox: '" + capability
                                + "' would give the container powers over the host");
            }
        }
        wanted.forEach(contained.putArray("cap_add")::add);
    }

    private void tmpfs(String path, JsonNode value, ObjectNode contained) {
        for (String mount : Fields.texts(path + ".tmpfs", value, findings)) {
            if (!mount.startsWith("/")) {
                findings.add(path + ".tmpfs", "needs an absolute path inside the container, not '" + mount + "'");
            }
        }
        contained.set("tmpfs", value);
    }

    private void restart(String path, JsonNode value, ObjectNode contained) {
        String policy = value.isBoolean() && !value.asBoolean() ? "no" : value.asText();
        if (!ALLOWED.getOrDefault("restart", Set.of()).contains(policy) && !policy.matches("on-failure:[0-9]{1,4}")) {
            findings.add(path + ".restart", "'" + policy + "' is none of no, always, on-failure, unless-stopped");
        }
        contained.put("restart", policy);
    }

    private void size(String path, JsonNode value, Runnable whenValid) {
        if (SIZE.matcher(value.asText()).matches()) {
            whenValid.run();
        } else {
            findings.add(path, "'" + value.asText() + "' is no size: write a number and b, k, m or g");
        }
    }
}
