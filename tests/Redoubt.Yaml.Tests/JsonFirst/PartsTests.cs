using System.Globalization;
using System.Text;

namespace Redoubt.Yaml.Tests.JsonFirst;

/// <summary>A long list in JSON is delivered while it is parsed: whoever listens hears the same in the end.</summary>
public class PartsTests
{
    private static readonly string[] Keys = ["items", "items", "kind", "a", "a\\n", "b\\u0061", "metadata"];
    private static readonly string[] Scalars = ["1", "-2.5", "true", "null", "\"x\"", "\"a\\tb\"", "18446744073709551615", "1e400", "\"\""];
    private static readonly string[] Endings = ["", "\n", "}", "]", " {\"a\": 1}", "\n---\nb: 1\n", " x", ",", "\"", "\n{\"items\": [1, 2, 3]}"];

    [Fact]
    public void Delivered_in_parts_or_at_once_from_bytes_or_characters_a_text_says_the_same()
    {
        var random = new Random(7);
        for (var times = 0; times < 4_000; times++)
        {
            var json = new StringBuilder();
            Object(json, random, depth: 3);
            if (random.Next(4) == 0)
            {
                json.Length = random.Next(1, json.Length + 1);
            }

            var text = json.Append(Endings[random.Next(Endings.Length)]).ToString();
            var expected = Told(YamlText.FromString(text), int.MaxValue);
            Assert.Equal(expected, Told(YamlText.FromString(text), random.Next(6)));
            Assert.Equal(expected, Told(YamlText.Of(Encoding.UTF8.GetBytes(text)), random.Next(6)));
        }
    }

    [Fact]
    public void Of_a_long_list_only_a_part_is_held()
    {
        var text = YamlText.FromString($"{{\"items\": [{string.Join(",", Enumerable.Repeat("{\"a\": [1, 2, \"\\n\"]}", 200_000))}]}}");
        var visitor = default(CountingVisitor);
        var before = GC.GetAllocatedBytesForCurrentThread();
        YamlReader.Read(text, ref visitor);
        Assert.Equal(200_001, visitor.Keys);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    private static List<string> Told(YamlText text, int part)
    {
        var visitor = new Listener([], []);
        YamlReader.Read(text, ref visitor, YamlLimits.Default with { PartNodes = part });
        return visitor.Told;
    }

    private static void Object(StringBuilder json, Random random, int depth)
    {
        json.Append('{');
        for (var field = random.Next(5); field > 0; field--)
        {
            json.Append('"').Append(Keys[random.Next(Keys.Length)]).Append("\": ");
            Value(json, random, depth);
            json.Append(field > 1 ? ", " : "");
        }

        json.Append('}');
    }

    private static void Value(StringBuilder json, Random random, int depth)
    {
        switch (depth == 0 ? 0 : random.Next(4))
        {
            case 0:
                json.Append(Scalars[random.Next(Scalars.Length)]);
                break;
            case 1:
                Object(json, random, depth - 1);
                break;
            default:
                json.Append('[');
                for (var item = random.Next(6); item > 0; item--)
                {
                    Value(json, random, depth - 1);
                    json.Append(item > 1 ? "," : "");
                }

                json.Append(']');
                break;
        }
    }

    /// <summary>Keeps what counts in the end: documents that ended, and problems.</summary>
    private struct Listener(List<string> told, List<string> document) : IYamlVisitor
    {
        public readonly List<string> Told => told;

        public readonly void DocumentStart(in YamlDocument description) => document.Clear();

        public readonly void DocumentEnd(in YamlDocument description) => told.Add($"{description}: {string.Join(' ', document)}");

        public readonly void MappingStart(in YamlCollection mapping) => Add($"{{{mapping.Offset}/{mapping.ContentOffset}");

        public readonly void MappingEnd(int end) => Add($"}}{end}");

        public readonly void SequenceStart(in YamlCollection sequence) => Add($"[{sequence.Offset}/{sequence.ContentOffset}");

        public readonly void SequenceEnd(int end) => Add($"]{end}");

        public readonly void Key(in YamlKey key) => Add($"k{key.Offset}+{key.Length}={key.Text.ToString()}");

        public readonly void Scalar(in YamlScalar scalar) => Add($"{scalar.Kind}{scalar.Offset}+{scalar.Length}={scalar.Text.ToString()}");

        public readonly void Problem(in YamlProblem problem) => told.Add(problem.ToString());

        public readonly void Ambiguity(in Ambiguity ambiguity) => Add($"{ambiguity}");

        private readonly void Add(FormattableString text) => document.Add(text.ToString(CultureInfo.InvariantCulture));
    }
}
