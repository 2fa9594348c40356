package main

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
		RegionId:        dara.String("cn-hangzhou"),
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
		"Description": dara.String("Reads instances"),
		"PolicyDocument": dara.String("{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"yundun-ddoscoo:Describe*\",\"Resource\":\"*\"}]}"),
		"PolicyName": dara.String("read-only"),
		"Tag": dara.String("[{\"Key\":\"team\",\"Value\":\"edge\"}]"),
	}
	params := &openapi.Params{
		Action:      dara.String("CreatePolicy"),
		Version:     dara.String("2015-05-01"),
		Protocol:    dara.String(endpoint.Scheme),
		Pathname:    dara.String("/"),
		Method:      dara.String("POST"),
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
