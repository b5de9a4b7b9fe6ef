namespace Redoubt.Yaml;

/// <summary>Where a mapping or a sequence starts.</summary>
/// <param name="Offset">Its first character: of its anchor or tag if it has one, else its content.</param>
/// <param name="ContentOffset">Its content: the <c>{</c> or <c>[</c>, the first key, the first <c>-</c>.</param>
/// <param name="Style">How it is written: <see cref="YamlStyle.Block"/> or <see cref="YamlStyle.Flow"/>.</param>
/// <param name="IsAlias">Whether it is here by an alias or a merge; its offsets are those of the anchor.</param>
public readonly record struct YamlCollection(int Offset, int ContentOffset, YamlStyle Style, bool IsAlias);
