package social.coulomb.sandboxer.apiserver.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPatchTest {
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'a':1} | [{'op':'add','path':'/b','value':2}] | {'a':1,'b':2}",
                "{'a':1} | [{'op':'add','path':'/a','value':null}] | {'a':null}",
                "{'a':[1,3]} | [{'op':'add','path':'/a/1','value':2}] | {'a':[1,2,3]}",
                "{'a':[1]} | [{'op':'add','path':'/a/-','value':[2]}] | {'a':[1,[2]]}",
                "{'a':[1]} | [{'op':'add','path':'/a/1','value':2}] | {'a':[1,2]}",
                "{'a':1} | [{'op':'add','path':'','value':[]}] | []",
                "{'a':1,'b':2} | [{'op':'remove','path':'/a'}] | {'b':2}",
                "{'a':[1,2,3]} | [{'op':'remove','path':'/a/1'}] | {'a':[1,3]}",
                "{'a':{'b':1}} | [{'op':'replace','path':'/a/b','value':{}}] | {'a':{'b':{}}}",
                "{'a':[1,2]} | [{'op':'replace','path':'/a/0','value':9}] | {'a':[9,2]}",
                "{'a':1} | [{'op':'replace','path':'','value':{'c':1}}] | {'c':1}",
                "{'a':{'b':1},'c':{}} | [{'op':'move','from':'/a/b','path':'/c/d'}] | {'a':{},'c':{'d':1}}",
                "{'a':[1,2,3]} | [{'op':'move','from':'/a/0','path':'/a/2'}] | {'a':[2,3,1]}",
                "{'a':1} | [{'op':'move','from':'/a','path':'/a'}] | {'a':1}",
                "{'a':{'b':1}} | [{'op':'copy','from':'/a','path':'/c'}] | {'a':{'b':1},'c':{'b':1}}",
                "{'a':1.0} | [{'op':'test','path':'/a','value':1}] | {'a':1.0}",
                "{'a':{'b':[1]}} | [{'op':'test','path':'/a','value':{'b':[1]}}] | {'a':{'b':[1]}}",
                "{'a/b':1,'m~n':2} | [{'op':'remove','path':'/a~1b'},{'op':'remove','path':'/m~0n'}] | {}",
                "{'':1} | [{'op':'remove','path':'/'}] | {}",
                "{'a':1} | [] | {'a':1}",
            })
    void operationsAreCarriedOutInOrder(String target, String patch, String result) throws PatchRefused {
        JsonNode before = Trees.json(target);

        assertThat(JsonPatch.apply(before, Trees.json(patch))).isEqualTo(Trees.json(result));
        assertThat(before).as("the target stays as it was").isEqualTo(Trees.json(target));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'op':'test','path':'/a','value':2}",
                "{'op':'test','path':'/a','value':'1'}",
                "{'op':'test','path':'/nope','value':null}",
                "{'op':'remove','path':'/nope'}",
                "{'op':'remove','path':''}",
                "{'op':'replace','path':'/nope','value':1}",
                "{'op':'add','path':'/nope/deeper','value':1}",
                "{'op':'add','path':'/a/deeper','value':1}",
                "{'op':'add','path':'/list/4','value':1}",
                "{'op':'add','path':'/list/01','value':1}",
                "{'op':'add','path':'/list/-1','value':1}",
                "{'op':'remove','path':'/list/-'}",
                "{'op':'replace','path':'/list/3','value':1}",
                "{'op':'add','path':'a','value':1}",
                "{'op':'add','path':'/b'}",
                "{'op':'add','value':1}",
                "{'op':'move','from':'/list','path':'/list/0'}",
                "{'op':'move','from':'/nope','path':'/b'}",
                "{'op':'copy','from':'/nope','path':'/b'}",
                "{'op':'jump','path':'/a'}",
                "{'path':'/a'}",
            })
    void whatCannotBeDoneFailsTheWholePatch(String operation) {
        JsonNode target = Trees.json("{'a':1,'list':[1,2,3]}");
        JsonNode patch = Trees.json("[{'op':'add','path':'/first','value':1}," + operation + "]");

        assertThatThrownBy(() -> JsonPatch.apply(target, patch)).isInstanceOf(PatchFailed.class);
        assertThat(target).isEqualTo(Trees.json("{'a':1,'list':[1,2,3]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"{'op':'add'}", "'text'", "[1]", "[[]]"})
    void whatIsNoListOfOperationsIsMalformed(String patch) {
        assertThatThrownBy(() -> JsonPatch.apply(Trees.json("{}"), Trees.json(patch)))
                .isInstanceOf(PatchMalformed.class);
    }

    @Test
    void tooManyOperationsAreNotStarted() {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        for (int count = 0; count < 10_001; count++) {
            patch.add(Trees.json("{'op':'test','path':'','value':{}}"));
        }

        assertThatThrownBy(() -> JsonPatch.apply(Trees.json("{}"), patch))
                .isInstanceOf(PatchTooLong.class)
                .hasMessage("The allowed maximum operations in a JSON patch is 10000, got 10001");
    }
}
