package social.coulomb.sandboxer.apiserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ObjectJsonTest {

    private final JsonMapper mapper = JsonMapper.builder().build();

    @Test
    void revisionTakesThePlaceOfTheOldOne() throws IOException {
        assertThat(stored("{'a':1,'metadata':{'name':'x','resourceVersion':'7','uid':'u'},'z':{'metadata':2}}"))
                .isEqualTo("{'a':1,'metadata':{'name':'x','resourceVersion':'12345','uid':'u'},'z':{'metadata':2}}");
    }

    @Test
    void revisionIsAddedWhereThereWasNone() throws IOException {
        assertThat(stored("{'metadata':{'name':'x'},'spec':{}}"))
                .isEqualTo("{'metadata':{'name':'x','resourceVersion':'12345'},'spec':{}}");
        assertThat(stored("{'metadata':{}}")).isEqualTo("{'metadata':{'resourceVersion':'12345'}}");
    }

    @Test
    void resourceVersionElsewhereIsLeftAlone() throws IOException {
        assertThat(stored("{'resourceVersion':'1','metadata':{'labels':{'resourceVersion':'2'}}}"))
                .isEqualTo("{'resourceVersion':'1','metadata':{'labels':{'resourceVersion':'2'},"
                        + "'resourceVersion':'12345'}}");
    }

    @Test
    void objectsLargerThanAnyBufferAndOutsideAsciiStayWhole() throws IOException {
        String text = "\u00e9\ud83d\ude00".repeat(30_000);
        String before = "{'b':'" + text + "','metadata':{'m':'" + text + "','resourceVersion':'";
        String after = "','n':'" + text + "'}}";

        // Not printed when it fails: it is long.
        assertThat(stored(before + after).equals(before + "12345" + after)).isTrue();
    }

    @Test
    void argumentIsNotChanged() throws IOException {
        ObjectNode object = parse("{'metadata':{'name':'x'}}");

        ObjectJson.of(object).at(9);

        assertThat(object).isEqualTo(parse("{'metadata':{'name':'x'}}"));
    }

    @Test
    void objectWithoutMetadataIsRefused() {
        assertThatThrownBy(() -> ObjectJson.of(parse("{'metadata':[]}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("metadata");
    }

    private String stored(String json) throws IOException {
        return new String(ObjectJson.of(parse(json)).at(12345), StandardCharsets.UTF_8).replace('"', '\'');
    }

    private ObjectNode parse(String json) throws IOException {
        return (ObjectNode) mapper.readTree(json.replace('\'', '"'));
    }
}
