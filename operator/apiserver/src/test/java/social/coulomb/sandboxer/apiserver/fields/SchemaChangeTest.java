package social.coulomb.sandboxer.apiserver.fields;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaChangeTest {
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'f:colour': {}} | {'f:colour': {}}",
                "{'f:plate': {'f:a': {}}} | {'f:plate': {}}",
                "{'f:plate': {'.': {}, 'f:a': {}}} | {'f:plate': {}}",
                "{'f:plate': {}} | {'f:plate': {}}",
                "{'f:notes': {}} | {'f:notes': {}}",
                "{'f:stickers': {}} | {'f:stickers': {}}",
                "{'f:extra': {'f:list': {'f:a': {}}}} | {'f:extra': {'f:list': {'f:a': {}}}}",
                "{'f:steps': {'v:\"t\"': {}}} | {'f:steps': {}}",
                "{'f:gone': {'f:a': {}}} | {'f:gone': {'f:a': {}}}",
            })
    void aRecordFollowsWhatTheSchemaMakesOfListsAndMaps(String recorded, String adapted) throws Exception {
        assertThat(SchemaChange.adapt(spec(recorded), Kettles.shape())).isEqualTo(spec(adapted));
    }

    @Test
    void anApplierOfAFormerlyGranularMapKeepsOwningIt() throws Exception {
        Story story = Story.created("hand", Kettles.kettle("{plate: {a: x}}"))
                .patch("hand", """
                        metadata:
                          managedFields:
                          - {manager: cook, operation: Apply, apiVersion: kitchen.example.com/v1, fieldsType: FieldsV1,
                             fieldsV1: {'f:spec': {'f:plate': {'f:a': {}}}}}
                        """)
                .apply("cook", "{plate: {a: y}}");

        assertThat(story.fieldsOf("cook")).containsExactly(".spec.plate");
    }

    private static FieldSet spec(String fields) throws ManagedFieldsMalformed {
        return FieldsV1.read(Kettles.value("{'f:spec': " + fields + "}"));
    }
}
