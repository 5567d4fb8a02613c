package social.coulomb.sandboxer.app.command.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import social.coulomb.sandboxer.crds.sandbox.Sandbox;

/// What consumers of the original system read stands where they look for it.
class SandboxJsonTest {

    static final String READY = """
            apiVersion: sandboxer.coulomb.social/v1alpha1
            kind: Sandbox
            metadata: {name: one, namespace: team, creationTimestamp: "2026-11-01T10:00:00Z"}
            spec: {profile: profile.sandbox-canary, ttl: 2h, consumer: {project: asked}}
            status:
              state: Ready
              incarnation: 2
              sandboxId: 0123456789ab
              profile: {id: profile.sandbox-canary, version: "1.0.0", digest: "sha256:00"}
              route: {extension: ext.compose-ssh, host: host-a}
              readyAt: "2026-11-01T10:01:00Z"
              ttl: 2h
              expiresAt: "2026-11-01T12:01:00Z"
              idleAt: "2026-11-01T11:01:00Z"
              lastActivityAt: "2026-11-01T10:31:00Z"
              consumer: {actor: atm, project: wise-validator, runId: run-7}
              conditions:
              - {type: Ready, status: "True", reason: Ready, message: It can be reached., lastTransitionTime: "2026-11-01T10:01:00Z"}
              reachability:
                ssh: root@192.0.2.10
                sshCommand: ssh -t root@192.0.2.10
                remoteDir: /tmp/sandboxer/0123456789ab/workspace
                host: 192.0.2.10
                composeProject: sbx-0123456789ab
                tunnel: localhost:12222
                tunnelVia: ops-bridge
                identity: ops-warden
                endpoints: [{service: web, port: 8080, via: tunnel, command: "ssh -N -L 8080:a:8080 root@192.0.2.10"}]
              telemetry:
                schemaVersion: "0.1"
                collectedAt: "2026-11-01T10:01:00Z"
                provisionDelta:
                  before: "2026-11-01T10:00:00Z"
                  after: "2026-11-01T10:01:00Z"
                  load1mDelta: 0.1
                  memAvailableMbDelta: -12
                  runningContainersDelta: 1
                inventoryCount: 3
                staleCount: 1
                staleCandidates: [{kind: orphan_dir, id: abc, path: /tmp/sandboxer/abc, ageHours: 25.5, suggestedAction: reap}]
              meter: {estimateUsd: "0.25"}
            """;

    @Test
    void aReadySandboxHasTheOriginalsShape() throws Exception {
        JsonNode expected = new ObjectMapper().readTree("""
                {"sandbox_id": "0123456789ab", "name": "one", "namespace": "team", "state": "ready",
                 "detail": "It can be reached.", "profile_id": "profile.sandbox-canary", "profile_version": "1.0.0",
                 "extension_id": "ext.compose-ssh", "host": "host-a",
                 "consumer": {"actor": "atm", "project": "wise-validator", "run_id": "run-7"},
                 "reachability": {"ssh": "root@192.0.2.10", "ssh_command": "ssh -t root@192.0.2.10",
                   "remote_dir": "/tmp/sandboxer/0123456789ab/workspace", "host": "192.0.2.10",
                   "compose_project": "sbx-0123456789ab", "tunnel": "localhost:12222", "tunnel_via": "ops-bridge",
                   "identity": "ops-warden", "endpoints": [{"service": "web", "port": 8080, "via": "tunnel",
                     "command": "ssh -N -L 8080:a:8080 root@192.0.2.10"}]},
                 "telemetry": {"schema_version": "0.1", "host": "host-a", "sandbox_id": "0123456789ab",
                   "profile_id": "profile.sandbox-canary", "collected_at": "2026-11-01T10:01:00Z",
                   "provision_delta": {"before": {"collected_at": "2026-11-01T10:00:00Z"},
                     "after": {"collected_at": "2026-11-01T10:01:00Z"}, "load_1m_delta": 0.1,
                     "mem_available_mb_delta": -12, "running_containers_delta": 1},
                   "destroy_delta": null, "inventory_count": 3, "stale_count": 1,
                   "stale_candidates": [{"kind": "orphan_dir", "id": "abc", "path": "/tmp/sandboxer/abc",
                     "age_hours": 25.5, "suggested_action": "reap"}]},
                 "meter": {"estimate_usd": 0.25, "actual_usd": null, "settled_at": null},
                 "ttl": "2h", "expires_at": "2026-11-01T12:01:00Z", "idle_at": "2026-11-01T11:01:00Z",
                 "created_at": "2026-11-01T10:00:00Z", "ready_at": "2026-11-01T10:01:00Z",
                 "updated_at": "2026-11-01T10:31:00Z", "ended_at": null, "incarnation": 2, "end_reason": null}""");

        assertThat(new ObjectMapper().readTree(Printing.json(SandboxJson.of(sandbox(READY)))))
                .isEqualTo(expected);
    }

    @Test
    void whatNobodyHasLookedAtIsRequestedAndHasEveryKey() {
        ObjectNode fresh = SandboxJson.of(sandbox("""
                metadata: {name: one, namespace: team}
                spec: {ttl: 1h, consumer: {actor: agt}}
                """));

        assertThat(fresh.get("state").asText()).isEqualTo("requested");
        assertThat(fresh.get("sandbox_id").isNull()).isTrue();
        assertThat(fresh.get("reachability").isNull()).isTrue();
        assertThat(fresh.get("consumer").get("actor").asText()).isEqualTo("agt");
        assertThat(fresh.get("ttl").asText()).isEqualTo("1h");
        assertThat(List.copyOf(fresh.properties().stream()
                        .map(java.util.Map.Entry::getKey)
                        .toList()))
                .isEqualTo(SandboxJson.of(sandbox(READY)).properties().stream()
                        .map(java.util.Map.Entry::getKey)
                        .toList());
    }

    @Test
    void anEndHasItsReasonInLowerCase() {
        ObjectNode ended = SandboxJson.of(sandbox("""
                metadata: {name: one}
                spec: {}
                status: {state: Destroyed, endReason: HostLost, endedAt: "2026-11-01T12:00:00Z"}
                """));

        assertThat(ended.get("state").asText()).isEqualTo("destroyed");
        assertThat(ended.get("end_reason").asText()).isEqualTo("host_lost");
        assertThat(ended.get("updated_at").asText()).isEqualTo("2026-11-01T12:00:00Z");
    }

    @Test
    void theCostIsOneLineForAPerson() {
        assertThat(TelemetryJson.line(sandbox(READY))).isEqualTo("load Δ 0.1, mem avail Δ -12 MB, stale 1");
    }

    static Sandbox sandbox(String yaml) {
        return Serialization.unmarshal(yaml, Sandbox.class);
    }
}
