namespace Redoubt.Admission.Tests.CustomResources;

public class SchemaValuesTests
{
    private const string Schema = """
        type: object
        properties:
          set: { type: array, x-kubernetes-list-type: set, items: { type: string } }
          other: { type: array, x-kubernetes-list-type: set, items: { type: string } }
          ports:
            type: array
            items:
              type: array
              x-kubernetes-list-type: map
              x-kubernetes-list-map-keys: [name]
              items: { type: object, properties: { name: { type: string }, port: { type: integer } } }
          age: { type: string, format: duration }
          day: { type: string, format: date }
          time: { type: string, format: date-time }
          data: { type: string, format: byte }
          number: { type: number }
          absent: { type: string, nullable: true }
          port: { x-kubernetes-int-or-string: true }
          a-b: { type: integer }
          if: { type: integer }
          free: { type: array, items: { type: object, x-kubernetes-preserve-unknown-fields: true, properties: { known: { type: integer } } } }
          map: { type: object, additionalProperties: { type: string, nullable: true } }
          wrong: { type: integer }
        """;

    private const string Self = """
        set: [a, b]
        other: [b, a]
        ports: [[{ name: a, port: 1 }, { name: b, port: 2 }], [{ name: b, port: 2 }, { name: a, port: 1 }]]
        age: 1h30m
        day: 2024-02-29
        time: 2024-02-29T12:00:00.5+01:00
        data: QUI=
        number: 1
        absent: null
        port: 80
        a-b: 1
        if: 2
        free: [{ known: 1, unknown: [1] }, { known: 1, unknown: [2] }, { known: 1, unknown: [2] }]
        map: { a: null, b: c }
        wrong: text
        """;

    [Theory]
    [InlineData("self.set == self.other")]
    [InlineData("self.set + ['b', 'c'] == ['a', 'b', 'c']")]
    [InlineData("self.set + ['c'] == self.other + ['c']")]
    [InlineData("self.ports[0] == self.ports[1]")]
    [InlineData("(self.ports[0] + self.ports[1]).size() == 2")]
    [InlineData("(self.ports[0] + self.ports[1]).map(p, p.name) == ['a', 'b']")]
    [InlineData("self.ports[0].exists(p, p == self.ports[1][0])")]
    [InlineData("self.age == duration('90m')")]
    [InlineData("self.day == timestamp('2024-02-29T00:00:00Z')")]
    [InlineData("self.time.getHours() == 11 && string(self.time) == '2024-02-29T12:00:00.5+01:00'")]
    [InlineData("self.data == b'AB'")]
    [InlineData("type(self.number) == double && self.number == 1.0")]
    [InlineData("!has(self.absent) && !self.?absent.hasValue()")]
    [InlineData("type(self.port) == int && self.port == 80")]
    [InlineData("self.a__dash__b == 1 && self.__if__ == 2 && self.if == 2")]
    [InlineData("self.free[0] != self.free[1] && self.free[1] == self.free[2] && self.free[0].known == self.free[1].known")]
    [InlineData("self.map.size() == 2 && type(self.map['a']) == null_type && 'a' in self.map")]
    public void A_value_is_what_its_schema_says(string rule) => Assert.Equal("true", Rules.Say(Schema, Self, rule));

    [Theory]
    [InlineData("self.wrong == 1", "invalid data, expected int, got string evaluating rule: self.wrong == 1")]
    [InlineData("self.map['x'] == 'y'", "no such key: x evaluating rule: self.map['x'] == 'y'")]
    [InlineData("self.port.startsWith('8')", "'no such overload': call arguments did not match a supported operator, function or macro signature for rule: self.port.startsWith('8')")]
    [InlineData("self.ports[0][2].port == 1", "index out of bounds: 2 evaluating rule: self.ports[0][2].port == 1")]
    public void Wrong_data_is_an_error(string rule, string error) => Assert.Equal(error, Rules.Say(Schema, Self, rule));

    [Theory]
    [InlineData("self.free[0].unknown == [1]", "undefined field 'unknown'")]
    [InlineData("self.port == 80 && self.nothing == 1", "undefined field 'nothing'")]
    [InlineData("self.absent == null", "no matching overload for '_==_' applied to '(string, null)'")]
    public void What_the_schema_does_not_type_is_not_visible(string rule, string error) => Assert.Contains(error, Rules.Say(Schema, Self, rule), StringComparison.Ordinal);

    [Theory]
    [InlineData("1 day", "86400s")]
    [InlineData("2 weeks 3h", "1220400s")]
    [InlineData("1.5h", "5400s")]
    public void A_length_of_time_may_be_written_in_words(string text, string seconds) =>
        Assert.Equal("true", Rules.Say("{ type: string, format: duration }", text, $"self == duration('{seconds}')"));
}
