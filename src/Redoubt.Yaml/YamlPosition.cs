namespace Redoubt.Yaml;

/// <summary>A place in a text as people count it.</summary>
/// <param name="Line">From 1. Every line break of YAML 1.1 counts: LF, CR, CR LF, NEL, LS, PS.</param>
/// <param name="Column">From 1, in code points; a tab is one, a byte order mark none.</param>
/// <param name="ColumnUtf16">From 1, in UTF-16 characters; a byte order mark is none.</param>
public readonly record struct YamlPosition(int Line, int Column, int ColumnUtf16);
