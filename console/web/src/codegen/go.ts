import { methodOf } from './method';
import { goText } from './quote';
import type { Sample } from './sample';
import { wireParameters, type WireParameter } from './wire';

/** The generic call of github.com/alibabacloud-go/darabonba-openapi/v2. */
export function go(sample: Sample): string {
  const { operation } = sample;
  const query = wireParameters(sample).map((parameter) => `\t\t${goText(parameter.name)}: ${goValue(parameter)},\n`).join('');
  return `package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/url"
	"os"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	"github.com/alibabacloud-go/tea/dara"
)

func main() {
	endpoint, err := url.Parse(os.Getenv("BREAKWATER_ENDPOINT"))
	if err != nil {
		log.Fatal(err)
	}
	config := &openapi.Config{
		AccessKeyId:     dara.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID")),
		AccessKeySecret: dara.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")),
		RegionId:        dara.String(${goText(sample.region)}),
		Endpoint:        dara.String(endpoint.Host),
		Protocol:        dara.String(endpoint.Scheme),
	}
	if token := os.Getenv("ALIBABA_CLOUD_SECURITY_TOKEN"); token != "" {
		config.SecurityToken = dara.String(token)
	}
	client, err := openapi.NewClient(config)
	if err != nil {
		log.Fatal(err)
	}

	query := map[string]*string{
${query}	}
	params := &openapi.Params{
		Action:      dara.String(${goText(operation.action)}),
		Version:     dara.String(${goText(operation.version)}),
		Protocol:    dara.String(endpoint.Scheme),
		Pathname:    dara.String("/"),
		Method:      dara.String("${methodOf(operation)}"),
		AuthType:    dara.String("AK"),
		Style:       dara.String("RPC"),
		ReqBodyType: dara.String("formData"),
		BodyType:    dara.String("json"),
	}
	answer, err := client.CallApi(params, &openapi.OpenApiRequest{Query: query}, &dara.RuntimeOptions{})
	if err != nil {
		log.Fatal(err)
	}
	body, err := json.MarshalIndent(answer["body"], "", "  ")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(body))
}
`;
}

function goValue(parameter: WireParameter): string {
  return `dara.String(${parameter.secretFrom === undefined ? goText(parameter.text) : `os.Getenv(${goText(parameter.secretFrom)})`})`;
}
