using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Redoubt.Evidence.Tests.Tapes;

/// <summary>A value: null, bool, long, double, string, list of values or list of named values.</summary>
public sealed record Sample(object? Value)
{
    public override string ToString() => SampleText.Json(this);
}

/// <summary>Makes values of a moderate size.</summary>
public static class SampleArbitrary
{
    public static Arbitrary<Sample> Samples() => Gen.Sized(size => Any(Math.Min(size, 12))).ToArbitrary();

    private static Gen<Sample> Any(int size) => size < 2
        ? Scalar()
        : Gen.Frequency((3, Scalar()), (2, List(size / 2)), (3, Map(size / 2)));

    private static Gen<Sample> Scalar() => Gen.OneOf(
        Gen.Constant(new Sample(null)),
        Gen.Elements(true, false).Select(value => new Sample(value)),
        ArbMap.Default.GeneratorFor<long>().Select(value => new Sample(value)),
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(value => new Sample(value.Get)),
        Text().Select(value => new Sample(value)));

    private static Gen<string> Text() => Gen.OneOf(
        Gen.Elements("", "yes", "on", "~", "0644", "1e3", "a b", "- x", "{{ x }}", "#c", "'", "\"", "tab\there", "two\nlines\n", "\u2028", "\ud83d\ude00é", "key: value", "---"),
        Gen.Elements("name", "spec", "app.kubernetes.io/name", "x-y").Select(value => value),
        ArbMap.Default.GeneratorFor<NonEmptyString>().Select(value => new string([.. value.Get.Where(letter => !char.IsSurrogate(letter) && !char.IsControl(letter) && letter < '\ufffe')])));

    private static Gen<Sample> List(int size) => Any(size).ListOf().Select(items => new Sample(items.Take(4).ToList()));

    private static Gen<Sample> Map(int size) =>
        Text().Zip(Any(size)).ListOf().Select(fields => new Sample(fields.Take(4).DistinctBy(field => field.Item1).ToList()));
}

public sealed class TapeLaws
{
    [Property(Arbitrary = [typeof(SampleArbitrary)], MaxTest = 300)]
    public void What_is_written_as_json_is_read_the_same(Sample sample) => Same(sample, Given.Value($"{{\"v\": {SampleText.Json(sample)}}}")["v"]);

    [Property(Arbitrary = [typeof(SampleArbitrary)], MaxTest = 300)]
    public void What_is_written_as_yaml_is_read_the_same(Sample sample) => Same(sample, Yaml(sample)["v"]);

    [Property(Arbitrary = [typeof(SampleArbitrary)], MaxTest = 300)]
    public void Every_place_lies_in_the_text_and_every_value_in_its_parent(Sample sample)
    {
        var tape = Yaml(sample).Tape;
        for (var row = 0; row < tape.Count; row++)
        {
            var node = tape.NodeAt(row);
            var end = node.ValueOffset + node.ValueLength;
            Assert.InRange(node.ValueOffset, 0, tape.Source.Length);
            Assert.InRange(end, node.ValueOffset, tape.Source.Length);
            Assert.True(node.KeyOffset <= node.ValueOffset);
            Assert.True(!node.Parent.Exists || (node.Parent.ValueOffset <= node.ValueOffset && end <= node.Parent.ValueOffset + node.Parent.ValueLength));
            Assert.InRange(node.Line, 1, tape.Source.ToString().Count(letter => letter is '\n' or '\u2028') + 1);
        }
    }

    [Property(Arbitrary = [typeof(SampleArbitrary)], MaxTest = 300)]
    public void The_path_of_a_value_leads_to_it_or_to_one_of_the_same_name(Sample sample)
    {
        var root = Yaml(sample);
        for (var row = 0; row < root.Tape.Count; row++)
        {
            var node = root.Tape.NodeAt(row);
            Assert.Equal(node.Path, root.At(node.Path).Path);
        }
    }

    private static Node Yaml(Sample sample) => Given.Value(SampleText.Yaml(new Sample(new List<(string, Sample)> { ("v", sample) })));

    private static void Same(Sample sample, Node node)
    {
        switch (sample.Value)
        {
            case null: Assert.Equal(NodeKind.Null, node.Kind); break;
            case bool value: Assert.Equal((NodeKind.Bool, value), (node.Kind, node.IsTrue)); break;
            case long value: Assert.Equal((NodeKind.Int, value), (node.Kind, node.Int)); break;
            case double value: Assert.Equal(value, node.Kind == NodeKind.Int ? node.Int : node.Double); break;
            case string value: Assert.Equal(value, node.AsString()); break;
            case List<Sample> items:
                Assert.Equal((NodeKind.List, items.Count), (node.Kind, node.Count));
                for (var at = 0; at < items.Count; at++)
                {
                    Same(items[at], node[at]);
                }

                break;
            case List<(string, Sample)> fields:
                Assert.Equal((NodeKind.Map, fields.Count), (node.Kind, node.Count));
                foreach ((var name, var value) in fields)
                {
                    Same(value, node[name]);
                }

                break;
        }
    }
}

internal static class SampleText
{
    public static string Json(Sample sample) => sample.Value switch
    {
        null => "null",
        bool value => value ? "true" : "false",
        long value => value.ToString(CultureInfo.InvariantCulture),
        double value => value.ToString("R", CultureInfo.InvariantCulture),
        string value => Quoted(value),
        List<Sample> items => $"[{string.Join(", ", items.Select(Json))}]",
        List<(string Name, Sample Value)> fields => $"{{{string.Join(",", fields.Select(field => $"{Quoted(field.Name)}: {Json(field.Value)}"))}}}",
        _ => throw new InvalidOperationException("no such value"),
    };

    public static string Yaml(Sample sample)
    {
        var text = new StringBuilder();
        Yaml(sample, 0, text);
        return text.ToString();
    }

    private static void Yaml(Sample sample, int depth, StringBuilder text)
    {
        switch (sample.Value)
        {
            case List<Sample> { Count: > 0 } items:
                foreach (var item in items)
                {
                    Yaml(item, depth + 1, text.Append('\n').Append(' ', depth * 2).Append("- "));
                }

                break;
            case List<(string Name, Sample Value)> { Count: > 0 } fields:
                foreach ((var name, var value) in fields)
                {
                    Yaml(value, depth + 1, text.Append('\n').Append(' ', depth * 2).Append(Quoted(name)).Append(": "));
                }

                break;
            default:
                text.Append(Json(sample));
                break;
        }
    }

    private static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var letter in value)
        {
            text.Append(letter is '"' or '\\' ? $"\\{letter}" : letter is < ' ' or '\u2028' or '\u0085' ? $"\\u{(int)letter:x4}" : letter.ToString());
        }

        return text.Append('"').ToString();
    }
}
