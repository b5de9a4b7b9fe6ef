namespace Redoubt.Yaml.Tests.Parse;

public class AmbiguityTests
{
    [Theory]
    [InlineData("a: 1\na: 2\n", AmbiguityKind.DuplicateKey, 5, 1)]
    [InlineData("1: a\n'1': b\n", AmbiguityKind.CollidingKey, 5, 3)]
    [InlineData("{\"a\": 1, \"a\": 2}", AmbiguityKind.DuplicateKey, 9, 3)]
    [InlineData("d: &d {q: 1}\ne:\n  <<: *d\n  q: 2\n", AmbiguityKind.MergeOverride, 27, 1)]
    [InlineData("d: &d {q: 1}\ne:\n  q: 2\n  <<: *d\n", AmbiguityKind.MergeOverride, 7, 1)]
    [InlineData("a: 1\n...\nb: 2\n", AmbiguityKind.DroppedContent, 9, 4)]
    [InlineData(" a: 1\nb: 2\n", AmbiguityKind.DroppedContent, 6, 4)]
    [InlineData("[1]\n[2]\n", AmbiguityKind.DroppedContent, 4, 3)]
    [InlineData("\"a\"\nb: 1\n", AmbiguityKind.DroppedContent, 4, 4)]
    [InlineData("a: |\n  x\n---\n  y\n", AmbiguityKind.CutScalar, 9, 3)]
    [InlineData("a: yes\n", AmbiguityKind.BooleanWord, 3, 3)]
    [InlineData("on: 1\n", AmbiguityKind.BooleanWord, 0, 2)]
    [InlineData("a: 0644\n", AmbiguityKind.LeadingZero, 3, 4)]
    [InlineData("a: 08\n", AmbiguityKind.LeadingZero, 3, 2)]
    [InlineData("a: 12:30\n", AmbiguityKind.Sexagesimal, 3, 5)]
    [InlineData("a: 1_000\n", AmbiguityKind.NumberForm, 3, 5)]
    [InlineData("a: 0b11\n", AmbiguityKind.NumberForm, 3, 4)]
    [InlineData("1.10: a\n", AmbiguityKind.ConvertedKey, 0, 4)]
    [InlineData("a: 1\rb: 2\n", AmbiguityKind.LineBreak, 4, 1)]
    [InlineData("a: 1 # x\u2028b: 2\n", AmbiguityKind.LineBreak, 8, 1)]
    public void What_may_be_read_in_two_ways_is_told_with_its_place(string text, AmbiguityKind kind, int offset, int length)
    {
        var ambiguity = Recorder.Read(text).Ambiguities.First(found => found.Kind == kind);
        Assert.Equal((offset, length), (ambiguity.Offset, ambiguity.Length));
        Assert.NotEqual(ambiguity.Kubernetes, ambiguity.Otherwise);
    }

    [Theory]
    [InlineData("a: 1\n")]
    [InlineData("a: 'yes'\nb: true\nc: null\nd: 0\ne: 0.5\nf: -1\ng: 0x1F\n")]
    [InlineData("a: 2024-01-01T00:00:00Z\nb: 10.0.0.1:80\nc: fe80::1\nd: 1.2.3\n")]
    [InlineData("a: 1\n...\n# bye\n")]
    [InlineData("a: 1\n...\n%YAML 1.1\n---\nb: 2\n")]
    [InlineData("a: |\n  x\n---\nb: 1\n")]
    [InlineData("a: 1\r\nb: 2\r\n")]
    [InlineData("1: a\n2: b\n")]
    [InlineData("a: &a {b: 1}\nc: {<<: *a, d: 2}\n")]
    public void What_every_reader_takes_alike_is_not_told(string text) => Assert.Empty(Recorder.Read(text).Ambiguities);

    [Fact]
    public void The_documents_after_the_first_are_dropped_where_only_one_is_read()
    {
        var ambiguity = Assert.Single(Recorder.Read("a: 1\n---\nb: 2\n", YamlCut.First).Ambiguities);
        Assert.Equal((AmbiguityKind.DroppedContent, 5, 8), (ambiguity.Kind, ambiguity.Offset, ambiguity.Length));
    }

    [Fact]
    public void A_duplicate_points_at_the_one_before() => Assert.Equal(0, Recorder.Read("a: 1\nb: 2\na: 3\n").Ambiguities[0].Other);

    [Fact]
    public void What_a_merge_overrides_is_told_once_though_the_mapping_is_used_twice()
    {
        var read = Recorder.Read("a: &a {x: 1}\nb: &b\n  <<: *a\n  x: 2\nc: *b\n");
        Assert.Single(read.Ambiguities);
    }

    [Fact]
    public void No_more_are_told_than_the_limit() =>
        Assert.Equal(1_000, Recorder.Read("a:\n" + string.Concat(Enumerable.Repeat("- yes\n", 1_500))).Ambiguities.Count);
}
