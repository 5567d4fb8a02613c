package social.coulomb.sandboxer.composessh.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceMergeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # single values
            image: a                             | image: b                              | image: b
            image: a                             | user: u                               | {image: a, user: u}
            init: true                           | init: false                           | init: false
            user: u                              | user:                                 | user: u
            # commands
            command: [a, b]                      | command: [c]                          | command: [c]
            command: [a, b]                      | command: c                            | command: c
            command: [a, b]                      | command:                              | {}
            entrypoint: [a]                      | entrypoint: []                        | entrypoint: []
            healthcheck: {test: [CMD, a], retries: 3} | healthcheck: {test: [CMD, b], interval: 1s} | healthcheck: {test: [CMD, b], retries: 3, interval: 1s}
            healthcheck: {test: [CMD, a]}        | healthcheck: {disable: true}          | healthcheck: {test: [CMD, a], disable: true}
            # mappings, also where they are written as lists
            environment: {A: 1, B: 2}            | environment: {B: 3}                   | environment: {A: 1, B: 3}
            environment: [A=1, B]                | environment: {B: 3}                   | environment: {A: '1', B: 3}
            environment: {A: 1}                  | environment: [A=x=y, C]               | environment: {A: 'x=y', C: null}
            labels: [a=1]                        | labels: [b=2]                         | labels: {a: '1', b: '2'}
            depends_on: [a]                      | depends_on: {b: {condition: service_healthy}} | depends_on: {a: {condition: service_started}, b: {condition: service_healthy}}
            depends_on: [a]                      | depends_on: {a: {condition: service_healthy}} | depends_on: {a: {condition: service_healthy}}
            networks: [a]                        | networks: [b]                         | networks: {a: null, b: null}
            networks: {a: {aliases: [x]}}        | networks: {a: {aliases: [y]}}         | networks: {a: {aliases: [x, y]}}
            networks: {a: {aliases: [x]}}        | networks: [a]                         | networks: {a: {aliases: [x]}}
            build: ./a                           | build: {target: t}                    | build: {context: ./a, target: t}
            build: {context: a, args: [X=1]}     | build: {context: b, args: {Y: 2}}     | build: {context: b, args: {X: '1', Y: 2}}
            deploy: {resources: {limits: {cpus: 1, memory: 1g}}} | deploy: {resources: {limits: {cpus: 2}}} | deploy: {resources: {limits: {cpus: 2, memory: 1g}}}
            # lists
            expose: ['1']                        | expose: ['2', '1']                    | expose: ['1', '2']
            cap_drop: [ALL]                      | cap_drop: [CHOWN]                     | cap_drop: [ALL, CHOWN]
            dns: 1.1.1.1                         | dns: [8.8.8.8]                        | dns: [1.1.1.1, 8.8.8.8]
            env_file: a.env                      | env_file: [b.env, {path: c.env}]      | env_file: [a.env, b.env, {path: c.env}]
            tmpfs: /a                            | tmpfs: /b                             | tmpfs: [/a, /b]
            # what can be there only once
            volumes: [a:/t, b:/u]                | volumes: ['c:/t:ro']                  | volumes: ['c:/t:ro', 'b:/u']
            volumes: [/t]                        | volumes: [{type: volume, source: v, target: /t}] | volumes: [{type: volume, source: v, target: /t}]
            configs: [c]                         | configs: [{source: d, target: c}]     | configs: [{source: d, target: c}]
            secrets: [s]                         | secrets: [s, t]                       | secrets: [s, t]
            secrets: [s]                         | secrets: [{source: t, target: /run/secrets/s}] | secrets: [{source: t, target: /run/secrets/s}]
            configs: [c]                         | configs: [{source: d, target: /c}]    | configs: [{source: d, target: /c}]
            ports: ['80:80']                     | ports: ['80:80/tcp', '81:80']         | ports: ['80:80/tcp', '81:80']
            ports: ['127.0.0.1:80:80']           | ports: [{host_ip: 127.0.0.1, published: 80, target: 80}] | ports: [{host_ip: 127.0.0.1, published: 80, target: 80}]
            ports: [80]                          | ports: ['80/udp', 80]                 | ports: [80, '80/udp']
            # a value of another kind replaces
            ports: [80]                          | ports: odd                            | ports: odd
            logging: {driver: x}                 | logging: odd                          | logging: odd
            """)
    void whatExtendsIsLaidOverWhatIsExtended(String base, String over, String expected) throws Exception {
        ObjectNode below = ComposeDocument.parse("base", base);
        ObjectNode untouched = below.deepCopy();

        assertThat(ServiceMerge.merge(below, ComposeDocument.parse("over", over))
                        .toString())
                .isEqualTo(ComposeDocument.parse("expected", expected).toString());
        assertThat(below).as("what is extended stays as it was").isEqualTo(untouched);
    }
}
