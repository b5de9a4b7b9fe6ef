using Redoubt.Cel.Libraries;

namespace Redoubt.Cel;

/// <summary>
/// The libraries that come with the language; each is switched on by <see cref="CelEnvironmentBuilder.Library"/>. Versions are those of
/// cel-go's <c>ext</c> package: a version has everything of those before it.
/// </summary>
public static class CelLibraries
{
    /// <summary>The standard library of cel-spec with its macros; always on.</summary>
    public static CelLibrary Standard => Libraries.Standard.StandardLibrary.Library;

    /// <summary>Constant durations, timestamps and patterns of <c>matches</c> must be such (cel-go's validators).</summary>
    public static IReadOnlyList<CelConstantRule> StandardConstants => Libraries.Standard.ConstantRules.All;

    /// <summary>The order of numbers of different types, as in <c>1 &lt; 1.5</c>; part of the standard library.</summary>
    public static CelLibrary MixedComparisons => Libraries.Standard.StandardLibrary.Mixed;

    /// <summary>What cel-go lacks of the standard library: <c>duration(int)</c>, and <c>existsOne</c> over one variable.</summary>
    public static CelLibrary BeyondCelGo => Libraries.Standard.StandardLibrary.BeyondCelGo;

    /// <summary><c>cel.bind</c>: a name for a value within an expression.</summary>
    public static CelLibrary Bindings => BindingsLibrary.Library;

    /// <summary><c>cel.block</c>: parts that are evaluated once, as optimizers write them.</summary>
    public static CelLibrary Block => BlockLibrary.Library;

    /// <summary><c>base64.encode</c> and <c>base64.decode</c>.</summary>
    public static CelLibrary Encoders => EncodersLibrary.Library;

    /// <summary><c>ip</c>, <c>cidr</c>, and what can be asked of them.</summary>
    public static CelLibrary Network => NetworkLibrary.Library;

    /// <summary><c>sets.contains</c>, <c>sets.equivalent</c>, <c>sets.intersects</c> over lists.</summary>
    public static CelLibrary Sets => SetsLibrary.Library;

    /// <summary>
    /// Loops over index and element, or key and value: <c>all</c>, <c>exists</c>, <c>existsOne</c>, <c>transformList</c>,
    /// <c>transformMap</c>, <c>transformMapEntry</c>.
    /// </summary>
    public static CelLibrary TwoVariableComprehensions => TwoVariableLibrary.Library;

    /// <summary>
    /// Functions on lists. 0: <c>slice</c>; 1: <c>flatten</c>; 2: <c>distinct</c>, <c>lists.range</c>, <c>reverse</c>,
    /// <c>sort</c>, <c>sortBy</c>; 3: their costs.
    /// </summary>
    public static CelLibrary Lists(int version = ListsLibrary.Newest) => ListsLibrary.Version(version);

    /// <summary>
    /// Functions on numbers. 0: <c>math.greatest</c>, <c>math.least</c>; 1: rounding, signs, tests of doubles, bits; 2:
    /// <c>math.sqrt</c>.
    /// </summary>
    public static CelLibrary Math(int version = MathLibrary.Newest) => MathLibrary.Version(version);

    /// <summary>
    /// Values that may be missing. 0: <c>optional.of</c> and its relatives, <c>optMap</c>; 1: <c>optFlatMap</c>; 2:
    /// <c>first</c>, <c>last</c>, <c>optional.unwrap</c>.
    /// </summary>
    public static CelLibrary Optionals(int version = OptionalsLibrary.Newest) => OptionalsLibrary.Version(version);

    /// <summary>
    /// Functions on strings. 0: <c>charAt</c>, <c>indexOf</c>, <c>join</c>, <c>replace</c>, <c>split</c> and the like; 1:
    /// <c>format</c>, <c>strings.quote</c>; 3: <c>reverse</c>; 4: <c>format</c> without a locale.
    /// </summary>
    public static CelLibrary Strings(int version = StringsLibrary.Newest) => StringsLibrary.Version(version);

    /// <summary>Every library that is not always on, in its newest version.</summary>
    public static IReadOnlyList<CelLibrary> All { get; } =
        [Bindings, Block, Encoders, Network, Sets, TwoVariableComprehensions, Lists(), Math(), Optionals(), Strings()];
}
